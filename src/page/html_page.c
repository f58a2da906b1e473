/* The page: one file that holds all it needs. Its policy allows no request at all,
 * and only the style and script whose hashes it names (CSP level 2), so that text
 * from a file could not run even if it were not escaped. */
#include "page/html.h"

#include "base/hash.h"
#include "words/take.h"
#include <string.h>

static int nibble(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Base64 of a digest (RFC 4648), as the policy wants it. */
static void add_digest(struct text *out, struct hash *hash)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[65];
    unsigned bytes[33] = {0};
    hash_hex(hash, hex);
    for (int i = 0; i < 32; i++)
        bytes[i] = (unsigned)(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
    for (int i = 0; i < 33; i += 3) {
        unsigned three = bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2];
        text_add_char(out, letters[three >> 18]);
        text_add_char(out, letters[three >> 12 & 63]);
        text_add_char(out, letters[three >> 6 & 63]);
        text_add_char(out, i + 2 < 32 ? letters[three & 63] : '=');
    }
}

static void add_policy(struct text *out)
{
    struct hash style, script;
    hash_init(&style);
    hash_init(&script);
    for (int i = 0; html_style[i]; i++)
        hash_add(&style, html_style[i], strlen(html_style[i]));
    hash_add(&script, html_script, strlen(html_script));
    text_add(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                  "'none'; style-src 'sha256-");
    add_digest(out, &style);
    text_add(out, "'; script-src 'sha256-");
    add_digest(out, &script);
    text_add(out, "'; base-uri 'none'; form-action 'none'\">\n");
}

static void add_head(struct page *page)
{
    const struct aisle_package *p = page->report->package;
    struct text *out = page->out;
    text_add(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    add_policy(out);
    text_add(out,
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    markup_add(out,
               "<title>%s: will it get the votes, and will it work?</title>\n<style>",
               p && p->title[0] ? p->title : "Aisle report");
    for (int i = 0; html_style[i]; i++)
        text_add(out, html_style[i]);
    text_add(out,
             "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
             "content</a>\n<main id=\"main\">\n");
}

static void add_foot(struct page *page)
{
    text_add(page->out, "<footer>");
    if (page->report->run)
        markup_add(page->out, "Made by aisle %s. ", page->report->run->version);
    text_add(page->out,
             "This page makes no request to anywhere; what it shows is in it."
             "</footer>\n</main>\n<script>");
    text_add(page->out, html_script);
    text_add(page->out, "</script>\n</body>\n</html>\n");
}

enum aisle_status aisle_report_html(struct aisle_ctx *ctx,
                                    const struct aisle_report *report, char **out)
{
    struct text text = {0};
    struct page page = {.out = &text, .report = report, .gate = -1};
    if (report->forecast)
        page.gate = words_gate(report->forecast);
    add_head(&page);
    html_top(&page);
    html_votes(&page);
    html_senators(&page);
    html_record(&page);
    html_concessions(&page);
    html_outcome(&page);
    html_deals(&page);
    html_package(&page);
    html_points(&page);
    html_assumptions(&page);
    html_limits(&page);
    html_reproduce(&page);
    add_foot(&page);
    return report_take(ctx, &text, out);
}
