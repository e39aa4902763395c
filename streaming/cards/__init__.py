"""The still pictures of the house: the slate of a ceremony, and the test card. Without Django.

    slate.slate_path(folder, Card(…), size)              what the mixer shows where no source is there
    testcard.test_card_path(folder, size)                what `streaming.argv.program` makes move and sound

Both give the path of raw yuv420p (BT.709, limited range), made once for what it shows. An OSError means that
the folder cannot be written; no text and no uploaded picture is an error.
"""
