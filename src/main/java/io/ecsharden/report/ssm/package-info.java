/**
 * Reports to AWS Systems Manager: what is sent, what is kept until it can be sent, and how. The
 * only package that knows AWS; its classes that use the SDK are touched only when something is
 * sent.
 */
@NullMarked
package io.ecsharden.report.ssm;

import org.jspecify.annotations.NullMarked;
