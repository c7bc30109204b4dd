/** What the daemon says: log lines and metrics, one writer for each format. */
@NullMarked
package io.ecsharden.report.log;

import org.jspecify.annotations.NullMarked;
