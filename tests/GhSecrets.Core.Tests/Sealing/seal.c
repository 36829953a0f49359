/* Loads the libsodium that is named, seals a secret and opens it again; prints the version. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

typedef int (*seal_function)(unsigned char *, const unsigned char *, unsigned long long, const unsigned char *);
typedef int (*open_function)(unsigned char *, const unsigned char *, unsigned long long, const unsigned char *, const unsigned char *);

int main(int count, char **arguments)
{
    unsigned char public_key[32], secret_key[32], box[48 + 8], opened[8];
    void *library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }

    int (*init)(void) = (int (*)(void))dlsym(library, "sodium_init");
    int (*keypair)(unsigned char *, unsigned char *) = (int (*)(unsigned char *, unsigned char *))dlsym(library, "crypto_box_keypair");
    seal_function seal = (seal_function)dlsym(library, "crypto_box_seal");
    open_function open = (open_function)dlsym(library, "crypto_box_seal_open");
    const char *(*version)(void) = (const char *(*)(void))dlsym(library, "sodium_version_string");
    if (init() < 0 || keypair(public_key, secret_key) != 0
        || seal(box, (const unsigned char *)"a secret", 8, public_key) != 0
        || open(opened, box, sizeof box, public_key, secret_key) != 0
        || memcmp(opened, "a secret", 8) != 0)
        return 2;
    puts(version());
    return 0;
}
