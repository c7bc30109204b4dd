/** One class per verb; options, exit codes and wiring. The only package that prints. */
package io.ecsharden.cli;
