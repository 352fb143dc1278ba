/**
 * What becomes of a pack when its author mistypes: every line is damaged in all the ways in which a
 * hand slips, and each damage must be refused by the loader, caught by a worked case, or change
 * nothing that turns on it.
 */
@NullMarked
package zhunsheng.policy.mutate;

import org.jspecify.annotations.NullMarked;
