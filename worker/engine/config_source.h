/*
 * config_source - what the configuration was loaded from, for programs of ours
 * that are started with the same.
 */

#ifndef RELEVO_CONFIG_SOURCE_H
#define RELEVO_CONFIG_SOURCE_H

/* A file or NULL, and the words of --set; they are the caller's of
 * config_load(), who keeps them as long as the process lives. */
void config_source(const char **ret_file, const char *const **ret_sets,
    unsigned *ret_nsets);

#endif
