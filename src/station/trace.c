#include "station/trace.h"

void trace_add(struct trace *trace, int day, const struct person *person,
               enum step step, double a, double b)
{
    if (trace->count == TRACE_STEPS)
        return;
    trace->steps[trace->count++] = (struct trace_step){
        .id = person->id, .day = day, .step = step, .person = *person, .a = a, .b = b};
}
