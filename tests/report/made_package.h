/* An invented package: money and policy, three votes, statements. */
#ifndef TESTS_REPORT_MADE_PACKAGE_H
#define TESTS_REPORT_MADE_PACKAGE_H

#include "report/made_senate.h"
#include <aisle/package.h>
#include <stdio.h>
#include <string.h>

static inline void fixture_provision(struct aisle_provision *p, const char *id,
                                     const char *title, double usd, bool in)
{
    bool money = usd > 0;
    *p = (struct aisle_provision){
        .id = TEXT(id),
        .title = TEXT(title),
        .short_title = TEXT(title),
        .kind = money ? AISLE_PROVISION_MONEY : AISLE_PROVISION_POLICY,
        .topic = TEXT("border"),
        .amount_usd = usd,
        .optional = true,
        .in_package = in,
        .route = AISLE_ROUTE_SIXTY,
        .why = TEXT(money ? "A supplemental appropriation still needs cloture."
                          : "A change of law needs cloture."),
        .source = TEXT("Invented for a test, p. 4"),
        .confidence = TEXT("assumed"),
        .setting_count = 1};
    p->settings = mem_new(1, sizeof *p->settings);
    p->settings[0] = money ? (struct aisle_setting){AISLE_LEVER_JUDGES, 375, 0}
                           : (struct aisle_setting){AISLE_LEVER_MEXICO, 0.35, 0};
}

static inline void fixture_statement(struct aisle_statement *s, int i)
{
    int seat = 30 + (i * 7) % 45;
    *s = (struct aisle_statement){
        .date = aisle_day_from_civil(2023, 10, 1 + i),
        .senator = TEXT(fixture_names[seat]),
        .position = (enum aisle_position)(i % AISLE_POSITION_COUNT),
        .about = TEXT("package"),
        .provision = -1,
        .vote = -1,
        .condition_provision = -1,
        .source = TEXT("The Test Gazette"),
        .quote =
            TEXT(i % 3 ? "I have not seen the text, and I will read it first" : ""),
        .note = TEXT(i % 3 ? "" : "waits for the text")};
    fixture_bioguide(seat, s->bioguide);
    snprintf(s->state, sizeof s->state, "%s", fixture_state(seat));
}

static inline void fixture_package_votes(struct aisle_package *p)
{
    static const char *const ids[3] = {"proceed", "cloture", "passage"};
    static const char *const questions[3] = {"Cloture on the motion to proceed",
                                             "Cloture on the bill", "Passage"};
    p->vote_count = 3;
    p->votes = mem_new(3, sizeof *p->votes);
    for (int i = 0; i < 3; i++)
        p->votes[i] = (struct aisle_package_vote){
            .id = TEXT(ids[i]),
            .question = TEXT(questions[i]),
            .kind = i == 2 ? AISLE_VOTE_PASSAGE : AISLE_VOTE_CLOTURE,
            .requires = i == 2 ? AISLE_REQUIRES_1_2 : AISLE_REQUIRES_3_5,
            .why = TEXT(i == 2 ? "" : "Debate on it is not limited by any other rule."),
            .date = AISLE_DAY_NONE};
}

static inline void fixture_package(struct aisle_package *p)
{
    static const char *const titles[8] = {"Aid to Ukraine",
                                          "Border Patrol agents",
                                          "Immigration judges",
                                          "Asylum officers",
                                          "Shelter grants to cities",
                                          "Wait in Mexico for a hearing",
                                          "A higher screening standard",
                                          "Expulsion authority"};
    static const double usd[8] = {61.4e9, 3.1e9, 1.4e9, 0.9e9, 1.4e9, 0, 0, 0};
    aisle_package_init(p);
    p->path = TEXT("packages/test-2023.yaml");
    p->id = TEXT("test-2023");
    p->title = TEXT("A border and Ukraine supplemental");
    p->summary = TEXT("Money for Ukraine and the border, with changes of asylum law on "
                      "the table. Invented for the tests.");
    p->measure = TEXT("H.R. 0000");
    p->as_of = aisle_day_from_civil(2023, 11, 1);
    p->side = AISLE_SIDE_D;
    p->congress = 118;
    memset(p->hash, 'b', 64);
    p->provision_count = 8;
    p->provisions = mem_new(8, sizeof *p->provisions);
    for (int i = 0; i < 8; i++) {
        char id[16];
        snprintf(id, sizeof id, "part-%d", i);
        fixture_provision(&p->provisions[i], id, titles[i], usd[i], i < 5);
    }
    fixture_package_votes(p);
    p->statement_count = 30;
    p->statements = mem_new(30, sizeof *p->statements);
    for (int i = 0; i < 30; i++)
        fixture_statement(&p->statements[i], i);
    p->cue_count = 1;
    p->cues = mem_new(1, sizeof *p->cues);
    p->cues[0] = (struct aisle_cue){.date = aisle_day_from_civil(2023, 10, 24),
                                    .caucus = 'D',
                                    .direction = 1,
                                    .who = TEXT("The majority leader"),
                                    .source = TEXT("The Test Gazette"),
                                    .vote = -1};
}

#endif
