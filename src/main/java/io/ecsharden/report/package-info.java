/** What a run found, and one writer per format. Pure: it makes text, and prints nothing. */
package io.ecsharden.report;
