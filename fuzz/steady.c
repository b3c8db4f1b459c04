/* The same random bytes in every run: tables of hashes then have the same order, and two runs over the same program are the same. */
#include <stdint.h>
#include <sys/types.h>

ssize_t getrandom(void *buffer, size_t length, unsigned flags) {
  static uint64_t state = 0x9E3779B97F4A7C15;
  unsigned char *bytes = buffer;
  (void)flags;
  for (size_t at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    bytes[at] = (unsigned char)(state >> 32);
  }
  return (ssize_t)length;
}
