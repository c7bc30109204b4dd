package io.ecsharden.machine;

/**
 * What a file shall hold.
 *
 * @param bytes its content; not to be changed
 * @param mode its permission bits
 * @param uid its owner
 * @param gid its group
 */
public record NewContent(byte[] bytes, int mode, int uid, int gid) {}
