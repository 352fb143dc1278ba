/**
 * What a policy says, apart from the words in which it says it to people: comparing two policies,
 * and taking the fingerprint of one.
 */
@NullMarked
package zhunsheng.policy.meaning;

import org.jspecify.annotations.NullMarked;
