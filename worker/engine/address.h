/*
 * address - may a URL of somebody else's lead there?
 *
 * Public is what the world routes: for IPv4 all but the special ranges, for
 * IPv6 2000::/3 without the ranges that carry an IPv4 address or lead nowhere.
 * An IPv4 address inside of an IPv6 one is judged as itself.
 */

#ifndef RELEVO_ENGINE_ADDRESS_H
#define RELEVO_ENGINE_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

bool address_is_public(const struct sockaddr *to);

/* networks: "10.0.0.0/8 127.0.0.1 fd00::/8", or empty. */
bool address_in(const struct sockaddr *to, const char *networks);

/* The first word of networks that is none, or NULL. */
const char *address_networks_problem(const char *networks);

/* From text without a port, as libcurl and inet_ntop write it. */
bool address_read(const char *text, struct sockaddr_storage *ret_address);
void address_set_port(struct sockaddr_storage *address, int port);

#endif
