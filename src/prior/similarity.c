#include "prior/similarity.h"

#include "base/mem.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Words are hashed into BUCKETS counters; two words in one bucket count as one,
 * which for the some 10,000 words of titles changes little. */
enum { BUCKETS = 1 << 16, WORDS_MAX = 4096, WORD_MIN = 3 };

struct similarity {
    double documents;
    int users[BUCKETS];    /* roll calls that use a bucket */
    double query[BUCKETS]; /* unit vector of the text */
    int words[WORDS_MAX];  /* of the document at hand, then distinct ones */
    int counts[WORDS_MAX];
    int count;
};

/* Words of parliamentary form: they say nothing about content. */
static bool is_stop_word(const char *word)
{
    static const char *const stops[] = {
        "the",     "and",        "for",     "act",       "bill",   "with",
        "amend",   "amdt",       "motion",  "cloture",   "invoke", "proceed",
        "passage", "resolution", "purpose", "provide",   "other",  "purposes",
        "its",     "that",       "from",    "amendment", "house",  "senate",
        "title",   "certain",    "states",  "united",    "code",   "upon"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i][0] == word[0] && strcmp(stops[i], word) == 0)
            return true;
    return false;
}

static int bucket_of(const char *word, size_t size)
{
    uint32_t h = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)word[i]) * 16777619U;
    return (int)((h ^ (h >> 16)) & (BUCKETS - 1));
}

static void add_words(struct similarity *s, const char *text)
{
    char word[32];
    size_t size = 0;
    for (;; text++) {
        char c = *text;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') {
            if (size + 1 < sizeof word)
                word[size++] = c;
            continue;
        }
        word[size] = '\0';
        if (size >= WORD_MIN && s->count < WORDS_MAX && !is_stop_word(word))
            s->words[s->count++] = bucket_of(word, size);
        size = 0;
        if (!*text)
            return;
    }
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a;
    int y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Leave distinct words and how often each stands in the document. */
static void count_words(struct similarity *s)
{
    qsort(s->words, (size_t)s->count, sizeof *s->words, compare_ints);
    int distinct = 0;
    for (int i = 0; i < s->count; i++) {
        if (distinct > 0 && s->words[distinct - 1] == s->words[i]) {
            s->counts[distinct - 1]++;
            continue;
        }
        s->words[distinct] = s->words[i];
        s->counts[distinct] = 1;
        distinct++;
    }
    s->count = distinct;
}

static void load_rollcall(struct similarity *s, const struct aisle_rollcall *r)
{
    s->count = 0;
    add_words(s, r->question);
    add_words(s, r->subject);
    add_words(s, r->bill_title);
    add_words(s, r->purpose);
    count_words(s);
}

static double term_weight(const struct similarity *s, int i)
{
    double rarity = log((1 + s->documents) / (1 + s->users[s->words[i]])) + 1;
    return (1 + log(s->counts[i])) * rarity;
}

struct similarity *similarity_new(const struct aisle_votes *votes, const char *text)
{
    struct similarity *s = mem_new(1, sizeof *s);
    if (!s)
        return NULL;
    s->documents = votes->rollcall_count;
    for (int r = 0; r < votes->rollcall_count; r++) {
        load_rollcall(s, &votes->rollcalls[r]);
        for (int i = 0; i < s->count; i++)
            s->users[s->words[i]]++;
    }
    s->count = 0;
    add_words(s, text);
    count_words(s);
    double norm = 0;
    for (int i = 0; i < s->count; i++) {
        s->query[s->words[i]] = term_weight(s, i);
        norm += s->query[s->words[i]] * s->query[s->words[i]];
    }
    for (int i = 0; i < s->count; i++)
        s->query[s->words[i]] /= sqrt(norm);
    return s;
}

void similarity_free(struct similarity *similarity)
{
    free(similarity);
}

double similarity_of(struct similarity *s, const struct aisle_rollcall *rollcall)
{
    load_rollcall(s, rollcall);
    double dot = 0;
    double norm = 0;
    for (int i = 0; i < s->count; i++) {
        double w = term_weight(s, i);
        dot += w * s->query[s->words[i]];
        norm += w * w;
    }
    return norm > 0 ? dot / sqrt(norm) : 0;
}
