/** Whether the instance reaches AWS's services by private addresses. */
@NullMarked
package io.ecsharden.control.endpoint;

import org.jspecify.annotations.NullMarked;
