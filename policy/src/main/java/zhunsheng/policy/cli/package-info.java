/** The command line of packs: check, cases, explain. */
@NullMarked
package zhunsheng.policy.cli;

import org.jspecify.annotations.NullMarked;
