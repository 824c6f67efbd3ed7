/*
 * sight - the picture of a file as another service may see it: the copy that
 * was made of its pixels (no EXIF, no tricks), a film's frame, its thumbnail;
 * or the file itself, for those who ask for just that.
 */

#ifndef RELEVO_MEDIA_SIGHT_H
#define RELEVO_MEDIA_SIGHT_H

#include "worker/media/task.h"
#include "worker/providers/model.h"

/* bytes, of what is sent inline: Rekognition's limit, and enough for others */
#define SIGHT_MAX  (5u << 20)

/* Is there anything that sight_load() could take but a thumbnail? */
bool sight_is_there(const media_step_t *s);

/* The first of them that is at most `most` bytes; memory of the job.  False:
 * there is none, or it cannot be read. */
bool sight_load(job_t *j, size_t most, model_image_t *ret_image);

/* Is the file of a type named in `mimes` (blanks around each)? */
bool sight_is(const media_step_t *s, const char *mimes);

/* The local copy as it is, of one of these types;
 * false: another type, larger than most, or not there. */
bool sight_file(job_t *j, const char *mimes, size_t most, slice_t *ret_bytes);

#endif
