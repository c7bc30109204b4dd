/** The machine: the only package that touches it, and everything under one root. */
package io.ecsharden.host;
