/* Aisle: will it get sixty votes, and will it work?
 *
 * The whole public face; users include this file only. */
#ifndef AISLE_H
#define AISLE_H

#define AISLE_VERSION "0.1.0"

#include <aisle/asylum.h>
#include <aisle/backtest.h>
#include <aisle/backtester.h>
#include <aisle/board.h>
#include <aisle/calibrate.h>
#include <aisle/calibration.h>
#include <aisle/canvass.h>
#include <aisle/checkup.h>
#include <aisle/comparison.h>
#include <aisle/context.h>
#include <aisle/date.h>
#include <aisle/deal.h>
#include <aisle/diagnose.h>
#include <aisle/diagnosis.h>
#include <aisle/dynamic.h>
#include <aisle/experiment.h>
#include <aisle/export.h>
#include <aisle/findings.h>
#include <aisle/fit.h>
#include <aisle/forecast.h>
#include <aisle/forecaster.h>
#include <aisle/frontier.h>
#include <aisle/house.h>
#include <aisle/ideal.h>
#include <aisle/import.h>
#include <aisle/import_report.h>
#include <aisle/leaders.h>
#include <aisle/levers.h>
#include <aisle/outcome.h>
#include <aisle/package.h>
#include <aisle/package_diff.h>
#include <aisle/parameters.h>
#include <aisle/posterior.h>
#include <aisle/recipe.h>
#include <aisle/report.h>
#include <aisle/report_checkup.h>
#include <aisle/report_rerun.h>
#include <aisle/report_table.h>
#include <aisle/report_votemodel.h>
#include <aisle/rerun.h>
#include <aisle/rulebook.h>
#include <aisle/rules.h>
#include <aisle/run.h>
#include <aisle/score.h>
#include <aisle/scorecard.h>
#include <aisle/sensitivity.h>
#include <aisle/sparse.h>
#include <aisle/status.h>
#include <aisle/store.h>
#include <aisle/store_check.h>
#include <aisle/store_query.h>
#include <aisle/store_recipe.h>
#include <aisle/store_traits.h>
#include <aisle/store_views.h>
#include <aisle/table.h>
#include <aisle/targets.h>
#include <aisle/traits.h>
#include <aisle/validation.h>
#include <aisle/votelist.h>
#include <aisle/votemodel.h>
#include <aisle/votemodel_fit.h>
#include <aisle/votes.h>
#include <aisle/whatif.h>
#include <aisle/whip.h>

#endif
