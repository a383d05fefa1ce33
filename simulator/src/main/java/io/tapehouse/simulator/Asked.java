package io.tapehouse.simulator;

import io.tapehouse.simulator.document.DocumentForm;
import java.time.LocalDate;

/**
 * What a request asks for.
 *
 * @param date the day of the file, or any day of its month or year
 * @param fileName the name of a file in the address, else empty
 * @param subject the security, else empty
 */
record Asked(
    SimulatedDataset dataset, LocalDate date, DocumentForm form, String fileName, String subject) {}
