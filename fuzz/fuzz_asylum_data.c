/* data/asylum: any bytes of one of its tables, beside small whole others, give months,
 * courts and judges that a simulation can start from, or at least one error and none. */
#include "base/ctx.h"
#include "folder.h"
#include <aisle/asylum_data.h>
#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define YEAR                                                                           \
    "2022-01,USBP,Title 8,single_adults,100\n"                                         \
    "2022-02,USBP,Title 8,single_adults,200\n"                                         \
    "2022-03,USBP,Title 8,single_adults,300\n"                                         \
    "2022-04,USBP,Title 8,single_adults,400\n"                                         \
    "2022-05,USBP,Title 8,single_adults,500\n"                                         \
    "2022-06,USBP,Title 8,single_adults,600\n"                                         \
    "2022-07,USBP,Title 8,single_adults,700\n"                                         \
    "2022-08,USBP,Title 8,single_adults,800\n"                                         \
    "2022-09,USBP,Title 8,single_adults,900\n"                                         \
    "2022-10,USBP,Title 8,single_adults,1000\n"                                        \
    "2022-11,USBP,Title 8,single_adults,1100\n"                                        \
    "2022-12,USBP,Title 8,single_adults,1200\n"

static const struct folder_table asylum_tables[] = {
    {"encounters_monthly.csv", "month,component,title,demographic,encounters\n" YEAR},
    {"courts.csv", "court,pending_share\nA,0.75\nB,0.25\n"},
    {"judge_grant_rates.csv", "court,decisions,granted_asylum_pct\nA,9,10\nB,8,90\n"},
    {"observed.csv", "series,date,value,source\n"},
};
enum { ASYLUM_TABLES = sizeof asylum_tables / sizeof asylum_tables[0] };

static void check_courts(const struct aisle_asylum_data *data)
{
    double shares = 0;
    int judges = 0;
    for (int i = 0; i < data->court_count; i++) {
        const struct aisle_court *court = &data->courts[i];
        CHECK(court->name[0] && court->judge_count > 0);
        CHECK(court->judge_first == judges);
        judges += court->judge_count;
        shares += court->pending_share;
    }
    CHECK(judges == data->judge_count && fabs(shares - 1) <= 1e-3);
    for (int j = 0; j < data->judge_count; j++)
        CHECK(data->judges[j].grant_rate >= 0 && data->judges[j].grant_rate <= 1);
}

static void check_months(const struct aisle_asylum_data *data)
{
    CHECK(data->month_count >= 12);
    for (int i = 0; i < data->month_count; i++) {
        const struct aisle_encounter_month *m = &data->months[i];
        for (int k = 0; k < AISLE_DEMOGRAPHIC_COUNT; k++)
            CHECK(m->between_ports[k] >= 0 && m->at_ports[k] >= 0 &&
                  m->title_42_between_ports[k] >= 0 && m->title_42_at_ports[k] >= 0);
        CHECK(i == 0 || m->month > m[-1].month);
    }
    for (int i = 0; i < data->observed_count; i++)
        CHECK(data->observed[i].series[0] && isfinite(data->observed[i].value));
}

static void read_asylum_data(const char *dir)
{
    struct aisle_asylum_data read;
    struct aisle_ctx *ctx = aisle_ctx_new();
    if (!ctx)
        abort();
    aisle_asylum_data_init(&read);
    if (aisle_import_asylum_data(ctx, dir, &read) == AISLE_OK) {
        check_courts(&read);
        check_months(&read);
    } else {
        CHECK(aisle_ctx_error_count(ctx) > 0);
        CHECK(read.month_count == 0 && !read.months && !read.courts);
    }
    aisle_asylum_data_clear(&read);
    aisle_ctx_free(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct folder folder = {.count = ASYLUM_TABLES, .tables = asylum_tables};
    folder_run(&folder, data, size, read_asylum_data);
    return 0;
}
