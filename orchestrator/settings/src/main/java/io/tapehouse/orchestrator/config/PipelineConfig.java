package io.tapehouse.orchestrator.config;

/**
 * What is made of files.
 *
 * @param keepTicks whether the lake takes the prints of tick files besides their bars
 */
public record PipelineConfig(
    @Setting(
            value =
                "whether the lake takes every print of TAIFEX's tick files besides their bars, for"
                    + " `futures_tick` and `option_tick` (docs/ticks.md). Dates that were loaded"
                    + " under the other value are made anew when they are run again",
            byDefault = "false")
        boolean keepTicks) {}
