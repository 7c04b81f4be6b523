select b.auction, b.bidder, b.price, b.channel, b.url, b.`dateTime`, b.extra,
  a.itemName, a.description, a.initialBid, a.reserve, a.`dateTime`, a.expires, a.seller, a.category,
  a.extra
from bid as b inner join auction as a on b.auction = a.id
where a.category = 10
