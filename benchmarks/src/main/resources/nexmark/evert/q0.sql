select auction, bidder, price, datetime, extra from bid
