package io.tapehouse.orchestrator.config;

/** How publishers are asked. */
public record FetchConfig(
    @Setting(
            value = "the user agent that publishers see",
            byDefault = "Tapehouse/0.1 (+https://github.com/tapehouse/tapehouse)",
            pattern = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?",
            form = "printable ASCII")
        String userAgent,
    @Setting(
            value =
                "token of a FinMind sponsor; without it `finmind.stock_tick` is skipped. The"
                    + " default may name a variable that is not set",
            byDefault = "env:FINMIND_TOKEN")
        Secret finmindToken) {}
