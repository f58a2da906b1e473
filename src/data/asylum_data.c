#include <aisle/asylum_data.h>

#include <stdlib.h>

void aisle_asylum_data_init(struct aisle_asylum_data *data)
{
    *data = (struct aisle_asylum_data){0};
}

void aisle_asylum_data_clear(struct aisle_asylum_data *data)
{
    if (!data)
        return;
    for (int i = 0; data->courts && i < data->court_count; i++)
        free(data->courts[i].name);
    for (int i = 0; data->observed && i < data->observed_count; i++) {
        free(data->observed[i].series);
        free(data->observed[i].source);
    }
    free(data->months);
    free(data->courts);
    free(data->judges);
    free(data->observed);
    aisle_asylum_data_init(data);
}
