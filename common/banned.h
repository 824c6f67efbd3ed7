/*
 * banned - functions this code base does not call, as errors at compile time.
 *
 * Include it last, after every system and library header: it only redefines
 * names, so a header that comes later and mentions one of them would break.
 * Bounded counterparts: snprintf, memcpy with a checked length, slice_t.
 *
 * No macro can see what memcmp() compares, therefore a rule: memcmp, strcmp
 * and slice_eq are for public values.  MACs, tokens, passwords and keys are
 * compared over a fixed length by signature_equal().
 */

#ifndef RELEVO_BANNED_H
#define RELEVO_BANNED_H

#define BANNED(func)  sorry_##func##_is_a_banned_function

/* no bound on what they write */

#undef strcpy
#define strcpy(...)     BANNED(strcpy)
#undef strcat
#define strcat(...)     BANNED(strcat)
#undef stpcpy
#define stpcpy(...)     BANNED(stpcpy)
#undef sprintf
#define sprintf(...)    BANNED(sprintf)
#undef vsprintf
#define vsprintf(...)   BANNED(vsprintf)
#undef gets
#define gets(...)       BANNED(gets)

/* leave the result without its NUL, or fill what nobody reads */

#undef strncpy
#define strncpy(...)    BANNED(strncpy)
#undef strncat
#define strncat(...)    BANNED(strncat)

/* hidden static state */

#undef strtok
#define strtok(...)     BANNED(strtok)
#undef gmtime
#define gmtime(...)     BANNED(gmtime)
#undef localtime
#define localtime(...)  BANNED(localtime)
#undef ctime
#define ctime(...)      BANNED(ctime)
#undef asctime
#define asctime(...)    BANNED(asctime)

/* errors look like zero; strtol and a range check instead */

#undef atoi
#define atoi(...)       BANNED(atoi)
#undef atol
#define atol(...)       BANNED(atol)
#undef atoll
#define atoll(...)      BANNED(atoll)

/* a stack of unknown depth; a name somebody else may take first */

#undef alloca
#define alloca(...)     BANNED(alloca)
#undef mktemp
#define mktemp(...)     BANNED(mktemp)
#undef tmpnam
#define tmpnam(...)     BANNED(tmpnam)

#endif
