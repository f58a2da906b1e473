/* Moved: the vote kernels have a room of their own. */
#include "likelihood/kernel.h" /* IWYU pragma: export */
