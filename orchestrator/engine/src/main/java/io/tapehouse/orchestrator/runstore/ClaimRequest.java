package io.tapehouse.orchestrator.runstore;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node has hands for.
 *
 * @param node who asks
 * @param most how many slots at most; a batch takes one
 * @param dags only tasks of these
 * @param group only tasks of this group; null: of all but foreground runs
 * @param batchSizes for each batch word, how many task instances go together at most; 1 where it is
 *     not named
 */
public record ClaimRequest(
    String node,
    int most,
    Set<String> dags,
    @Nullable String group,
    Map<String, Integer> batchSizes) {}
