select auction, bidder, price, channel, url, datetime, extra, place
from (
  select *, row_number() over (
    partition by auction
    order by price desc, bidder, channel collate "C", url collate "C", datetime
  ) as place
  from bid
) q
where place <= 10
