"""Checking millions of files in Dask (``zhupi[dask]``).

``listing`` streams what is to be checked, ``partitions`` cuts it, ``work`` checks a piece on a
worker and writes its ``tables``, ``tasks`` keeps few of them in work, ``folder`` knows which are
done, and ``running`` puts them together. Only figures pass through the scheduler.
"""
