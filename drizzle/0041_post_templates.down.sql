drop trigger count_template on posts;
