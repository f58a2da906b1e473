#include "prior/similarity.h"

#include "base/mem.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Words are hashed into BUCKETS counters; two words in one bucket count as one,
 * which for the some 10,000 words of titles changes little. */
enum { BUCKETS = 1 << 16, WORDS_MAX = 4096, WORD_MIN = 3 };

/* A word of a document, and how often it stands there. */
struct term {
    int bucket;
    int count;
};

struct similarity {
    double documents;
    int users[BUCKETS];    /* roll calls that use a bucket */
    double query[BUCKETS]; /* unit vector of the text */
    struct term *terms;    /* of all roll calls, one after the other */
    size_t term_count;
    size_t capacity;
    size_t *first; /* [rollcalls + 1] where each one's begin */
    /* Of a bucket, the first stop word in it, counted from 1; 0: none. */
    unsigned char stop[BUCKETS];
};

/* Words of parliamentary form: they say nothing about content. */
enum { STOPS = 30 };
static const char *const stops[STOPS] = {
    "the",     "and",        "for",     "act",       "bill",   "with",
    "amend",   "amdt",       "motion",  "cloture",   "invoke", "proceed",
    "passage", "resolution", "purpose", "provide",   "other",  "purposes",
    "its",     "that",       "from",    "amendment", "house",  "senate",
    "title",   "certain",    "states",  "united",    "code",   "upon"};

static int bucket_of(const char *word, size_t size)
{
    uint32_t h = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)word[i]) * 16777619U;
    return (int)((h ^ (h >> 16)) & (BUCKETS - 1));
}

static bool is_stop_word(const struct similarity *s, int bucket, const char *word)
{
    int stop = s->stop[bucket]; /* few words share a bucket with one */
    for (int k = stop; k && k <= STOPS; k++)
        if (strcmp(stops[k - 1], word) == 0)
            return true;
    return false;
}

/* Add a word to the document that begins at `first`; false when memory is short. */
static bool add_word(struct similarity *s, size_t first, int bucket)
{
    for (size_t k = first; k < s->term_count; k++)
        if (s->terms[k].bucket == bucket) {
            s->terms[k].count++;
            return true;
        }
    if (s->term_count - first >= WORDS_MAX)
        return true;
    if (!mem_grow((void **)&s->terms, &s->capacity, s->term_count, sizeof *s->terms))
        return false;
    s->terms[s->term_count++] = (struct term){bucket, 1};
    return true;
}

/* a to z for letters of either case, 0 for whatever parts words. */
static char letter_of(char c)
{
    unsigned folded = (unsigned char)c | 0x20U;
    return folded - 'a' < 26 ? (char)folded : '\0';
}

static bool add_words(struct similarity *s, size_t first, const char *text)
{
    char word[32];
    size_t size = 0;
    for (;; text++) {
        char c = letter_of(*text);
        if (c) {
            if (size + 1 < sizeof word)
                word[size++] = c;
            continue;
        }
        word[size] = '\0';
        int bucket = size >= WORD_MIN ? bucket_of(word, size) : 0;
        if (size >= WORD_MIN && !is_stop_word(s, bucket, word) &&
            !add_word(s, first, bucket))
            return false;
        size = 0;
        if (!*text)
            return true;
    }
}

static bool add_rollcall(struct similarity *s, const struct aisle_rollcall *r)
{
    size_t first = s->term_count;
    bool added = add_words(s, first, r->question) && add_words(s, first, r->subject) &&
                 add_words(s, first, r->bill_title) && add_words(s, first, r->purpose);
    for (size_t k = first; added && k < s->term_count; k++)
        s->users[s->terms[k].bucket]++;
    return added;
}

static double term_weight(const struct similarity *s, const struct term *t)
{
    double rarity = log((1 + s->documents) / (1 + s->users[t->bucket])) + 1;
    return (1 + log(t->count)) * rarity;
}

static bool set_query(struct similarity *s, const char *text)
{
    size_t first = s->term_count;
    double norm = 0;
    if (!add_words(s, first, text))
        return false;
    for (size_t k = first; k < s->term_count; k++) {
        double w = term_weight(s, &s->terms[k]);
        s->query[s->terms[k].bucket] = w;
        norm += w * w;
    }
    for (size_t k = first; k < s->term_count; k++)
        s->query[s->terms[k].bucket] /= sqrt(norm);
    return true;
}

struct similarity *similarity_new(const struct aisle_votes *votes, const char *text)
{
    struct similarity *s = mem_new(1, sizeof *s);
    size_t count = (size_t)votes->rollcall_count;
    bool ok = s && (s->first = mem_new(count + 1, sizeof *s->first));
    for (int k = STOPS; ok && k > 0; k--)
        s->stop[bucket_of(stops[k - 1], strlen(stops[k - 1]))] = (unsigned char)k;
    for (size_t r = 0; ok && r < count; r++) {
        s->first[r] = s->term_count;
        ok = add_rollcall(s, &votes->rollcalls[r]);
    }
    if (ok) {
        s->documents = votes->rollcall_count;
        s->first[count] = s->term_count;
        ok = set_query(s, text);
    }
    if (ok)
        return s;
    similarity_free(s);
    return NULL;
}

void similarity_free(struct similarity *similarity)
{
    if (!similarity)
        return;
    free(similarity->terms);
    free(similarity->first);
    free(similarity);
}

double similarity_of(const struct similarity *s, int rollcall)
{
    double dot = 0;
    double norm = 0;
    for (size_t k = s->first[rollcall]; k < s->first[rollcall + 1]; k++) {
        double w = term_weight(s, &s->terms[k]);
        dot += w * s->query[s->terms[k].bucket];
        norm += w * w;
    }
    return norm > 0 ? dot / sqrt(norm) : 0;
}
