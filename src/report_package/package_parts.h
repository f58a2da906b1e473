/* Blocks of a package that other reports have, too; and keys into an open object. */
#ifndef AISLE_REPORT_PACKAGE_PACKAGE_PARTS_H
#define AISLE_REPORT_PACKAGE_PACKAGE_PARTS_H

#include "words/json_parts.h"
#include "words/text_parts.h"

void lines_routes(struct lines *lines, const struct aisle_package *package,
                  const struct aisle_routes *routes);

void json_package_keys(struct json *json, const struct aisle_package *package);
void json_routes_keys(struct json *json, const struct aisle_package *package,
                      const struct aisle_routes *routes);

#endif
