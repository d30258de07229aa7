# Why a mail did not go out, where no server said so.

mail-invitation-ended = The invitation had ended before this mail left: it was answered or cancelled, or its time was over. Nothing was sent.
mail-matter-gone = What this mail was about is not there any more. Nothing was sent.
mail-given-up = The mail server put this mail off too often, for about five days. It is not tried again. The server said last: { $words }
