/* Seals 64 bytes again and again for two seconds, and prints how many boxes a second came of it. */
#include <stddef.h>
#include <stdio.h>
#include <time.h>

/* As libsodium's headers declare them, so that the library alone is needed. */
enum { KEY_SIZE = 32, OVERHEAD = 48 };
int sodium_init(void);
int crypto_box_keypair(unsigned char *public_key, unsigned char *secret_key);
int crypto_box_seal(unsigned char *box, const unsigned char *message, unsigned long long size, const unsigned char *public_key);
void randombytes_buf(void *buffer, size_t size);

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(void)
{
    unsigned char public_key[KEY_SIZE], secret_key[KEY_SIZE];
    unsigned char message[64], box[OVERHEAD + sizeof message];
    if (sodium_init() < 0 || crypto_box_keypair(public_key, secret_key) != 0)
        return 1;
    randombytes_buf(message, sizeof message);

    double start = now();
    long count = 0;
    while (now() - start < 2.0) {
        if (crypto_box_seal(box, message, sizeof message, public_key) != 0)
            return 1;
        count++;
    }
    printf("%f\n", (double)count / (now() - start));
    return 0;
}
