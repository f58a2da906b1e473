#include "data/icpsr_state.h"

#include <stddef.h>
#include <string.h>

static const struct icpsr_state states[] = {
    {1, "CT", "CONNECTICUT"},
    {2, "ME", "MAINE"},
    {3, "MA", "MASSACHUSETTS"},
    {4, "NH", "NEW HAMPSHIRE"},
    {5, "RI", "RHODE ISLAND"},
    {6, "VT", "VERMONT"},
    {11, "DE", "DELAWARE"},
    {12, "NJ", "NEW JERSEY"},
    {13, "NY", "NEW YORK"},
    {14, "PA", "PENNSYLVANIA"},
    {21, "IL", "ILLINOIS"},
    {22, "IN", "INDIANA"},
    {23, "MI", "MICHIGAN"},
    {24, "OH", "OHIO"},
    {25, "WI", "WISCONSIN"},
    {31, "IA", "IOWA"},
    {32, "KS", "KANSAS"},
    {33, "MN", "MINNESOTA"},
    {34, "MO", "MISSOURI"},
    {35, "NE", "NEBRASKA"},
    {36, "ND", "NORTH DAKOTA"},
    {37, "SD", "SOUTH DAKOTA"},
    {40, "VA", "VIRGINIA"},
    {41, "AL", "ALABAMA"},
    {42, "AR", "ARKANSAS"},
    {43, "FL", "FLORIDA"},
    {44, "GA", "GEORGIA"},
    {45, "LA", "LOUISIANA"},
    {46, "MS", "MISSISSIPPI"},
    {47, "NC", "NORTH CAROLINA"},
    {48, "SC", "SOUTH CAROLINA"},
    {49, "TX", "TEXAS"},
    {51, "KY", "KENTUCKY"},
    {52, "MD", "MARYLAND"},
    {53, "OK", "OKLAHOMA"},
    {54, "TN", "TENNESSEE"},
    {55, "DC", "DISTRICT OF COLUMBIA"},
    {56, "WV", "WEST VIRGINIA"},
    {61, "AZ", "ARIZONA"},
    {62, "CO", "COLORADO"},
    {63, "ID", "IDAHO"},
    {64, "MT", "MONTANA"},
    {65, "NV", "NEVADA"},
    {66, "NM", "NEW MEXICO"},
    {67, "UT", "UTAH"},
    {68, "WY", "WYOMING"},
    {71, "CA", "CALIFORNIA"},
    {72, "OR", "OREGON"},
    {73, "WA", "WASHINGTON"},
    {81, "AK", "ALASKA"},
    {82, "HI", "HAWAII"},
    {ICPSR_STATE_PRESIDENT, "US", "USA"},
};
#define STATE_COUNT (sizeof states / sizeof states[0])

const struct icpsr_state *icpsr_state_by_code(int code)
{
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (states[i].code == code)
            return &states[i];
    return NULL;
}

const struct icpsr_state *icpsr_state_by_postal(const char *postal)
{
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (strcmp(states[i].postal, postal) == 0)
            return &states[i];
    return NULL;
}
