/** What is a secret, and how texts leave the program without one. */
@NullMarked
package io.ecsharden.secrets;

import org.jspecify.annotations.NullMarked;
