"""Building the model of ``zhupi.typos`` and the generated dictionary from clean text.

    python -m tools.typo_model ../shared/data

It needs the folder of clean and of faulty text that its NOTICE names, the packages of the extra
``model``, and the Noto CJK fonts (Debian: fonts-noto-cjk). What it writes is checked in.
"""
