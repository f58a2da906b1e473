/* Text, dates, hash, JSON writer and memory: published values and edges. */
#include "base/hash.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include <aisle/date.h>

#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_numbers_are_whole_words(void **state)
{
    (void)state;
    int64_t i;
    double d;
    assert_true(text_to_int("-12", -20, 20, &i) && i == -12);
    assert_false(text_to_int("12x", 0, 99, &i));
    assert_false(text_to_int("", 0, 99, &i));
    assert_false(text_to_int(" 1", 0, 99, &i));
    assert_false(text_to_int("100", 0, 99, &i));
    assert_false(text_to_int("99999999999999999999", 0, INT64_MAX, &i));
    assert_true(text_to_double("1e3", &d) && d == 1000);
    assert_false(text_to_double("inf", &d));
    assert_false(text_to_double("nan", &d));
    assert_false(text_to_double("0x10", &d));
    assert_false(text_to_double("1e999", &d));
}

static void test_nearest_word(void **state)
{
    (void)state;
    static const char *const words[] = {"judges", "agents", "detention_beds"};
    assert_string_equal(text_nearest_of("judge", 3, words), "judges");
    assert_string_equal(text_nearest_of("agnets", 3, words), "agents");
    assert_string_equal(text_nearest_of("DETENTION_BED", 3, words), "detention_beds");
    assert_null(text_nearest_of("zebra", 3, words));
    assert_null(text_nearest_of("", 3, words));
}

static void test_days_go_there_and_back(void **state)
{
    (void)state;
    char text[AISLE_DATE_TEXT];
    assert_int_equal(aisle_day_parse("1970-01-01"), 0);
    assert_int_equal(aisle_day_parse("2000-03-01"), 11017);
    assert_int_equal(aisle_day_parse("2023-02-29"), AISLE_DAY_NONE);
    assert_int_equal(aisle_day_parse("2024-02-29"), 19782);
    assert_int_equal(aisle_day_parse("1900-02-29"), AISLE_DAY_NONE);
    assert_int_equal(aisle_day_parse("2023-1-1"), AISLE_DAY_NONE);
    assert_int_equal(aisle_day_parse("2023-13-01"), AISLE_DAY_NONE);
    assert_int_equal(aisle_day_parse("2023-11-01x"), AISLE_DAY_NONE);
    assert_string_equal(aisle_day_format(AISLE_DAY_NONE, text), "");
    for (aisle_day day = -200000; day < 200000; day += 17) {
        aisle_day_format(day, text);
        assert_int_equal(aisle_day_parse(text), day);
    }
}

/* FIPS 180-4 examples, as NIST publishes them. */
static void test_sha256_known_answers(void **state)
{
    (void)state;
    struct hash hash;
    char hex[65];
    hash_init(&hash);
    hash_add(&hash, "abc", 3);
    hash_hex(&hash, hex);
    assert_string_equal(
        hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_init(&hash);
    hash_hex(&hash, hex);
    assert_string_equal(
        hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hash_init(&hash);
    for (int i = 0; i < 1000000; i++)
        hash_add(&hash, "a", 1);
    hash_hex(&hash, hex);
    assert_string_equal(
        hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_json_reads_back(void **state)
{
    (void)state;
    struct text text = {0};
    struct json json;
    json_init(&json, &text);
    json_open(&json, '{');
    json_put_text(&json, "q\"uote", "line\nbreak \\ \x01 LUJ\xC3\x81N");
    json_put_number(&json, "third", 1.0 / 3.0);
    json_put_number(&json, "nan", NAN);
    json_key(&json, "list");
    json_open(&json, '[');
    json_int(&json, -5);
    json_bool(&json, true);
    json_day(&json, 0);
    json_open(&json, '{');
    json_close(&json);
    json_close(&json);
    json_close(&json);
    json_error_t error;
    json_t *root = json_loads(text.bytes, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(root);
    assert_string_equal(json_string_value(json_object_get(root, "q\"uote")),
                        "line\nbreak \\ \x01 LUJ\xC3\x81N");
    assert_true(json_real_value(json_object_get(root, "third")) == 1.0 / 3.0);
    assert_true(json_is_null(json_object_get(root, "nan")));
    json_t *list = json_object_get(root, "list");
    assert_int_equal(json_integer_value(json_array_get(list, 0)), -5);
    assert_string_equal(json_string_value(json_array_get(list, 2)), "1970-01-01");
    json_decref(root);
    text_clear(&text);
}

static void test_text_survives_short_memory(void **state)
{
    (void)state;
    struct text text = {0};
    mem_fail_at(2);
    for (int i = 0; i < 1000; i++)
        text_addf(&text, "%d,", i);
    mem_fail_at(0);
    assert_true(text.failed);
    assert_null(text_take(&text));
    assert_null(mem_resize(NULL, SIZE_MAX, 8));
}

/* Bytes that are no UTF-8 become U+FFFD each, so that readers take the text. */
static void test_json_mends_text(void **state)
{
    (void)state;
    static const struct {
        const char *given;
        const char *read;
    } cases[] = {
        {"a\xFFz", "a\xEF\xBF\xBDz"},
        {"cut \xE2\x80", "cut \xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xF0\x9F\x97\xB3 \xE2\x80\x9Cy\xC3\xA9s\xE2\x80\x9D",
         "\xF0\x9F\x97\xB3 \xE2\x80\x9Cy\xC3\xA9s\xE2\x80\x9D"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {0};
        struct json json;
        json_init(&json, &text);
        json_open(&json, '{');
        json_put_text(&json, "k", cases[i].given);
        json_close(&json);
        json_error_t error;
        json_t *root = json_loads(text.bytes, 0, &error);
        assert_non_null(root);
        assert_string_equal(json_string_value(json_object_get(root, "k")),
                            cases[i].read);
        json_decref(root);
        text_clear(&text);
    }
}

/* A Congress begins on 3 January of an odd year; the day before is the last one's. */
static void test_congress_of_a_day(void **state)
{
    (void)state;
    assert_int_equal(aisle_day_congress(aisle_day_from_civil(2022, 6, 23)), 117);
    assert_int_equal(aisle_day_congress(aisle_day_from_civil(2023, 1, 2)), 117);
    assert_int_equal(aisle_day_congress(aisle_day_from_civil(2023, 1, 3)), 118);
    assert_int_equal(aisle_day_congress(aisle_day_from_civil(2024, 12, 31)), 118);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_whole_words),
        cmocka_unit_test(test_nearest_word),
        cmocka_unit_test(test_days_go_there_and_back),
        cmocka_unit_test(test_congress_of_a_day),
        cmocka_unit_test(test_sha256_known_answers),
        cmocka_unit_test(test_json_reads_back),
        cmocka_unit_test(test_json_mends_text),
        cmocka_unit_test(test_text_survives_short_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
