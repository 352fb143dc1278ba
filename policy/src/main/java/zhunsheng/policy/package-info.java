/** The policy language: what a regulation says, and what it says of one file on one day. */
@NullMarked
package zhunsheng.policy;

import org.jspecify.annotations.NullMarked;
