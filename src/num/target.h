/* Compile what stands between for a processor with these features. */
#ifndef AISLE_NUM_TARGET_H
#define AISLE_NUM_TARGET_H

#define TARGET_PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
#define BEGIN_TARGET(features)                                                         \
    TARGET_PRAGMA(                                                                     \
        clang attribute push(__attribute__((target(features))), apply_to = function))
#define END_TARGET _Pragma("clang attribute pop")
#else
#define BEGIN_TARGET(features)                                                         \
    _Pragma("GCC push_options") TARGET_PRAGMA(GCC target(features))
#define END_TARGET _Pragma("GCC pop_options")
#endif

#endif
