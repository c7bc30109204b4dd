/** What Systems Manager is sent, and what is kept until it can be sent. */
@NullMarked
package io.ecsharden.aws.compliance;

import org.jspecify.annotations.NullMarked;
