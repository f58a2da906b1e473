#include <aisle/status.h>

int aisle_status_exit_code(enum aisle_status status)
{
#define EXIT_CASE(name, exit_code, json)                                               \
    case AISLE_##name:                                                                 \
        return exit_code;
    switch (status) {
        AISLE_STATUS_LIST(EXIT_CASE)
    case AISLE_STATUS_COUNT:
        break;
    }
#undef EXIT_CASE
    return 1;
}

const char *aisle_status_name(enum aisle_status status)
{
#define NAME_CASE(name, exit_code, json)                                               \
    case AISLE_##name:                                                                 \
        return json;
    switch (status) {
        AISLE_STATUS_LIST(NAME_CASE)
    case AISLE_STATUS_COUNT:
        break;
    }
#undef NAME_CASE
    return "failed";
}
