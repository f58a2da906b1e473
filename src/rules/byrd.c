/* The Byrd rule asks what a provision does to the budget. */
#include <aisle/rules.h>

enum aisle_byrd_class aisle_rules_byrd_class(const struct aisle_provision *provision)
{
    if (provision->kind == AISLE_PROVISION_MONEY)
        return AISLE_BYRD_MONEY;
    return provision->amount_usd > 0 ? AISLE_BYRD_BOTH : AISLE_BYRD_POLICY;
}
