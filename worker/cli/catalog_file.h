/*
 * catalog_file - reads a file of products for core.catalog_import.
 */

#ifndef RELEVO_CLI_CATALOG_FILE_H
#define RELEVO_CLI_CATALOG_FILE_H

#include <jansson.h>

/* A list of items, owned by the caller; NULL, told with file and line.
 * currency: of prices without one; may be NULL. */
json_t *catalog_file_read(const char *path, const char *currency);

#endif
