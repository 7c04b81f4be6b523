select auction, bidder, price, `dateTime`, extra,
  date_format(`dateTime`, 'yyyy-MM-dd'), date_format(`dateTime`, 'HH:mm')
from bid
