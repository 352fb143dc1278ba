/** Proof that nothing recorded was changed: the chains, the attachments, signed checkpoints. */
@NullMarked
package zhunsheng.casebook.verify;

import org.jspecify.annotations.NullMarked;
