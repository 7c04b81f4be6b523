select auction, bidder, price, channel, url, datetime, extra
from (
  select *, row_number() over (
    partition by bidder, auction
    order by datetime desc, price, channel collate "C", url collate "C", extra collate "C"
  ) as place
  from bid
) q
where place <= 1
