#include "study/engine.h"

#include "engine_hashes.h" /* made by the build */

const char *app_engine(void)
{
    return AISLE_ENGINE;
}

const char *app_fit_engine(void)
{
    return AISLE_FIT_ENGINE;
}
