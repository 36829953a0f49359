/* Seals 64 bytes again and again for two seconds, and prints how many boxes a second came of it. */
#include <sodium.h>
#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(void)
{
    unsigned char public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
    unsigned char message[64], box[crypto_box_SEALBYTES + sizeof message];
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
