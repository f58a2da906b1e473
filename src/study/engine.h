/* Which sources this program was built from: a part of every key under which the
 * store keeps what was computed. */
#ifndef AISLE_STUDY_ENGINE_H
#define AISLE_STUDY_ENGINE_H

/* Sixteen hex digits: of all sources, and of those that make ideal points
 * (tools/engine.cmake). */
const char *app_engine(void);
const char *app_fit_engine(void);

#endif
