package io.ecsharden.report;

import io.ecsharden.repair.Receipt;

/** One run that changed something. */
public record ReceiptReport(Receipt receipt) {}
