/* Import: files in, all of them. */
#ifndef AISLE_IMPORT_H
#define AISLE_IMPORT_H

#include <aisle/import_facts.h>
#include <aisle/import_package.h>
#include <aisle/import_votes.h>

#endif
